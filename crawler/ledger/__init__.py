"""The ledger: one row for every URL ever found, with its state, validators and last outcome."""
