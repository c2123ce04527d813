"""What is owed, on its way: messages and the bytes of files."""
