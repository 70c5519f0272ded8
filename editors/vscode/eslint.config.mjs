import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "server", "node_modules", "test/e2e", "out"] },
  {
    files: ["src/**/*.ts", "test/unit/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./src/preview/webview/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/explicit-function-return-type": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Signatures of settings and of the environment are indices.
      "@typescript-eslint/dot-notation": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["test/unit/**/*.ts"],
    // What node's test runner gives back is its own business.
    rules: {
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/explicit-function-return-type": "off",
    },
  },
);
