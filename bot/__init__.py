"""The doors and the engine room: Teams, the clock, the settings, and what joins them."""
