"""What is shown to whom: deliveries rendered for their readers, and files made when they are sent."""
