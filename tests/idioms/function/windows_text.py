"""add: a byte order mark, carriage returns, a coding that is not so, a form feed."""
# -*- coding: latin-1 -*-

def add(a, b):
	größer = "é"
	if len(größer) == 1:
		return a + b