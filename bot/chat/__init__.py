"""What is said and tapped in a chat, and the dialog that it belongs to."""
