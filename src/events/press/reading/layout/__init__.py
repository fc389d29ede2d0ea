"""How a text is laid out: its lines and paragraphs, labels, tables and headings, and what each part is for."""
