// Keys for signing, each in a file of its own that its owner alone can read: the log's beside the database, a witness's
// on the witness's machine.
#pragma once

#include <string>

#include "cli/installation.h"
#include "vault/keypair.h"
#include "vault/signing.h"

namespace nwd::cli {

// not_found: no such file. corrupt: not such a file. forbidden: others may read it.
Result<vault::SigningKey> read_key(const std::string& file);
// Made if it is not there.
Result<vault::SigningKey> read_or_make_key(const std::string& file);

// The same for the key with which an auditor opens entries of the log.
Result<vault::PrivateKey> read_reader_key(const std::string& file);
Result<vault::PrivateKey> read_or_make_reader_key(const std::string& file);

// Where the log's key is: as set, or beside a SQLite file; "" when nothing says where.
std::string audit_key_file(const Settings&);

}  // namespace nwd::cli
