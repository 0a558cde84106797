"""A language model as a second reader: where it is, whether texts may go there, what it answered."""

from tocsin.records.record import Record


class SecondReaderRules(Record):
    """The table `[second_reader]` of a case."""

    url: str
    """Base address of an OpenAI-compatible interface, such as `http://localhost:11434/v1`."""
    model: str
    """Name of the model there."""
    key_env: str = "TOCSIN_SECOND_READER_KEY"
    """Environment variable that holds the key, if one is needed; the key itself stands in no file."""
    unsafe_send_texts: bool = False
    """Lets texts, with the names of private people in them, leave this machine."""
    timeout_seconds: float = 120.0
    """Silence after which an answer is given up."""
    price_per_million_in: float = 0.0
    """What a million tokens of question cost, in any currency; nothing for a model of your own."""
    price_per_million_out: float = 0.0
    """What a million tokens of answer cost."""


class Completion(Record):
    """What a model answered, as it came."""

    text: str
    """The answer: JSON, if it did as it was told."""
    n_tokens_in: int = 0
    """Tokens of the question, as the model counts them."""
    n_tokens_out: int = 0
    """Tokens of the answer."""
