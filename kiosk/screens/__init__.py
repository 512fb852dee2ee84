"""What is seen. Screens call verbs and show dataclasses; nothing here decides what is allowed."""
