"""Records by the million: validated and converted on all processors, in order, in little memory."""
