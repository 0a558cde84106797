"""People come first: private names become pseudonyms here, before anything is published."""
