export default { printWidth: 140, trailingComma: "all" };
