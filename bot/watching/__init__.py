"""What is seen of the service while it works: figures, spans and the log."""
