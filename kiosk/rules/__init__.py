"""What is allowed: plain functions over plain data. Today's date, the policy and the calendar are always arguments."""
