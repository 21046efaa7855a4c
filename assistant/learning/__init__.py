"""What a new member of staff learns the sources by: outline, time line, people, glossary, quiz."""
