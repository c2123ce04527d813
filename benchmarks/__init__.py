"""The speed of a turn and of a click on a card, against the floor and against two stock bots."""
