"""Client models in TypeScript, Java, C# and Go: the same classes read and write JSON and XML."""
