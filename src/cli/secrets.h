// Passphrases on the command line: typed without echo, or the first line of a file ("-" is standard input). Never a
// flag's value or an environment variable: other users of the machine could read those.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/secret.h"

namespace nwd::cli {

// `file` empty: asks at the terminal; `twice`: asks again and compares.
Result<vault::SecretBytes> ask_passphrase(std::string_view prompt, const std::string& file, bool twice);

}  // namespace nwd::cli
