// Long passphrases that many people think of: film lines, the alphabet, examples from articles about passphrases, and
// short common passwords written more than once. Written for this program.
#pragma once

#include <string_view>

namespace nwd::access {

bool is_common_passphrase(std::string_view);  // ignoring case, spaces and punctuation, and digits at the end

}  // namespace nwd::access
