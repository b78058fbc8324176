"""The relational tables as Arrow tables; needs the extra ``arrow``."""
