"""From targets to payloads, and from payloads to readable mementos."""
