"""From schema sources to bundles, XML Schema, code lists and catalog."""
