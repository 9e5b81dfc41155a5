// The commands of `nwd audit`, in four files.
#pragma once

#include "audit/opener.h"
#include "cli/commands.h"

namespace nwd::cli {

void add_audit_proofs(CLI::App& group, Common&);   // key, checkpoint, verify
void add_audit_witness(CLI::App& group, Common&);  // ask-witness, witness, cosign
void add_audit_readers(CLI::App& group, Common&);  // reader-key, readers, reader-add, reader-remove

// Whose keys open what is sealed in the log: an auditor's file, or a signed-in member's organization. Neither:
// nobody's.
struct LogEyes {
  std::string key_file{};
  std::string as{};  // sign-in of a supervisor or an auditor of the organization
  std::string passphrase_file{};
};
void add_eyes(CLI::App& command, LogEyes&);
// A member's look is written into the log itself.
Result<audit::Opener> open_eyes(Installation&, const LogEyes&);

// A text of at most 64 KiB; "-" is standard input.
Result<std::string> read_text(const std::string& file);

}  // namespace nwd::cli
