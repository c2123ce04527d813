"""What is asked, judged and shared: the rules, in plain functions over plain data."""
