// The commands of `nwd audit`, in three files.
#pragma once

#include "cli/commands.h"

namespace nwd::cli {

void add_audit_proofs(CLI::App& group, Common&);   // key, checkpoint, verify
void add_audit_witness(CLI::App& group, Common&);  // ask-witness, witness, cosign

// A text of at most 64 KiB; "-" is standard input.
Result<std::string> read_text(const std::string& file);

}  // namespace nwd::cli
