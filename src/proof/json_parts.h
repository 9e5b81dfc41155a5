// Pieces of JSON that several documents share. Used by render_json.cpp and difference_json.cpp.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "charter/evaluate.h"
#include "charter/json_parts.h"

namespace nwd::proof {

using charter::day_json;

boost::json::array days_json(const DaySet&);
boost::json::object person_json(
    const charter::Facts&);  // dates are days or null for never; sets are lists of intervals
boost::json::object place_json(charter::Span, std::string_view text);

}  // namespace nwd::proof
