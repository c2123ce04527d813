"""Words turned into answers: numbers, rates, durations, choices, systems, and what is asked back."""
