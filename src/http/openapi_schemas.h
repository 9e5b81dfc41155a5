// Gathers what the routes' schemas define ("$defs") under components/schemas, so that one definition is said once and
// every reference resolves inside the document.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>

namespace nwd::http {

class OpenApiSchemas {
 public:
  // The schema without its $defs, its references to them changed.
  boost::json::value take(const std::string& json_text);
  // The name under which it is kept: another one if `name` is taken by another definition.
  std::string keep(const std::string& name, const boost::json::value& definition);
  [[nodiscard]] boost::json::object all() const { return kept_; }

 private:
  using Names = std::map<std::string, std::string, std::less<>>;
  static void rename(boost::json::value&, const Names&);
  boost::json::object kept_;
  Names said_;  // by name kept: the definition as it was written
};

}  // namespace nwd::http
