// Pieces of JSON that several documents share.
#pragma once

#include <boost/json/value.hpp>

#include "base/day.h"

namespace nwd::charter {

boost::json::value day_json(Day);  // null: never, or since ever

}  // namespace nwd::charter
