"""What all reports share: how figures are worded, drawn and set on a page."""
