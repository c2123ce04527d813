"""The engine room towards Teams: who may come in, what goes out, and the only place that knows botbuilder."""
