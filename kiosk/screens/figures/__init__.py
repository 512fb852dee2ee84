"""Cijfers: the numbers of a school year as bars, what each of them means, and the forms behind it."""
