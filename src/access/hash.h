// SHA-256 over parts, each preceded by its length, so that no two lists of parts have the same bytes.
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/bytes.h"

namespace nwd::access {

Bytes hash_of(std::initializer_list<ByteView> parts);

}  // namespace nwd::access
