"""The single register, audited on invented people: what joining every agency's files would do."""
