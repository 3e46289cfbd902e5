"""Records by the million: judged and converted on all cores, in order, in flat memory."""
