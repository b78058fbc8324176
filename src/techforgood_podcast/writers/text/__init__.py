"""What is said of a record in prose, the notes of publishers, and pages in Markdown."""
