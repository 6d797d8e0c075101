mod plain;
mod prompt;

fn main() {}
