// For the demonstration: a case of an invented person, of which something is shared, so that it can be stopped.
#pragma once

#include <string_view>

#include "cli/installation.h"

namespace nwd::cli {

// Prairie Home holds it and shares its contact and health notes with Lake House.
Result<void> share_something(Installation&, std::string_view passphrase);

}  // namespace nwd::cli
