# The commands of the house. `just` lists them.

# Where data sets to measure and train on are; what is not there is skipped by name.
shared := env("DEMARCHE_SHARED", justfile_directory() / "../shared")

_default:
    @just --list

# All that a merge needs.
ci:
    .ci/run

# The tests.
test:
    cargo test --workspace

# How well it reads: writes eval/results.md; `just eval times places` measures and prints these sets alone.
eval *sets:
    DEMARCHE_SHARED={{ shared }} cargo run --release -p demarche-eval -- {{ sets }}

# How fast it reads, and in how much memory; `just bench --write` writes eval/speed.md.
bench *args:
    cargo build --release -p demarche-cli -p demarche-eval
    cargo run --release -p demarche-eval --bin bench -- {{ args }}

# How fast a store of so many statements and events answers, and whether adding to it costs more than to an empty one: writes
# eval/store-questions.md and eval/store-growth.md.
questions n="1000000":
    cargo build --release -p demarche-cli -p xtask
    rm -f target/synthetic.db*
    target/release/xtask synthetic target/synthetic.db --statements {{ n }}
    target/release/xtask questions target/synthetic.db --write
    for seed in 11 12 13 14 15; do target/release/xtask corpus target/reports/$seed --articles 300 --seed $seed; done
    target/release/xtask growth target/synthetic.db --reports target/reports/* --write

# How fast reports become a store and how large it is: writes eval/store-speed.md. Needs a quiet machine and about an hour.
bench-store articles="10000" rounds="1":
    cargo build --release -p demarche-cli -p xtask
    rm -rf target/corpora
    target/release/xtask corpus target/corpora/ordinary --articles {{ articles }}
    target/release/xtask corpus target/corpora/dense --articles {{ articles }} --from corpus
    -target/release/xtask corpus target/corpora/news --articles {{ articles }} --from {{ shared }}/data/time/timex_meantime_en.jsonl
    target/release/xtask ingest target/corpora/* --rounds {{ rounds }} --write

# Makes the model anew, in three hours on two cores.
train:
    training/run {{ shared }}/data

# Writes the published JSON Schema from the types.
schema:
    cargo run -q -- schema > schema/record.schema.json

# Looks for input that breaks a door: `just fuzz text` or `just fuzz html`. Needs cargo-fuzz and a nightly compiler.
fuzz door seconds="300":
    cargo +nightly fuzz run {{ door }} -- -max_total_time={{ seconds }}
