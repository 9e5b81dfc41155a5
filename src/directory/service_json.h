// A service as the API tells it. A confidential site has no address here, nor a point.
#pragma once

#include <boost/json/value.hpp>

#include <string_view>

#include "directory/directory.h"

namespace nwd::directory {

boost::json::object to_json(const Service&);
boost::json::object to_json(const Capacity&);

// JSON Schemas of the same, for OpenAPI.
extern const std::string_view service_schema;
extern const std::string_view page_schema;
extern const std::string_view capacity_schema;
extern const std::string_view confirmation_schema;

}  // namespace nwd::directory
