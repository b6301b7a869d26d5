"""The counter (柜台): one message in, from whatever door; what follows from it out."""
