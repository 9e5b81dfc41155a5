// Long passphrases that many people think of: film lines, examples from articles about passphrases, and common short
// passwords, keys in a row, years and "1234567890" written one after another to reach the length. The words were
// written down for this program, from what such lists have in common; none was copied.
#pragma once

#include <string_view>

namespace nwd::access {

bool is_common_passphrase(std::string_view);  // ignoring case, spaces and punctuation

}  // namespace nwd::access
