"""The door for flows: Power Automate, or whatever else can call over HTTPS with a key."""
