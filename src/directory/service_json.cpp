#include "directory/service_json.h"

namespace nwd::directory {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

template <class Word>
array words(match::Set<Word> set, int count) {
  array out;
  for (int i = 0; i < count; ++i) {
    if (set.has(static_cast<Word>(i))) out.emplace_back(word(static_cast<Word>(i)));
  }
  return out;
}

template <class T>
value or_null(const std::optional<T>& optional) {
  return optional ? value(*optional) : value(nullptr);
}

object to_json(const Location& l) {
  object o{{"name", l.name},         {"address", l.address}, {"city", l.city},     {"state", l.state},
           {"postcode", l.postcode}, {"county", l.county},   {"region", l.region}, {"confidential", l.confidential}};
  if (l.point) o["point"] = object{{"latitude", l.point->latitude}, {"longitude", l.point->longitude}};
  return o;
}

array texts(const std::vector<std::string>& list) {
  array out;
  for (const auto& text : list) out.emplace_back(text);
  return out;
}

}  // namespace

object to_json(const Capacity& c) {
  return {{"total", c.total},
          {"occupied", or_null(c.occupied)},
          {"held", c.held},
          {"free", or_null(c.free())},
          {"confirmed_at", c.confirmed_at ? value(to_text(*c.confirmed_at)) : value(nullptr)},
          {"version", c.version}};
}

object to_json(const Service& s) {
  object o{{"id", s.id.text()},
           {"organization", s.organization.text()},
           {"organization_name", s.organization_name},
           {"connected", s.connected.has_value()},
           {"name", s.name},
           {"description", s.description},
           {"url", s.url},
           {"email", s.email},
           {"phone", s.phone},
           {"status", word(s.status)},
           {"kinds", words(s.kinds, match::kind_count)},
           {"housing", word(s.housing)},
           {"ages", object{{"from", s.ages.from}, {"to", s.ages.to}}},
           {"takes", words(s.takes, match::taken_count)},
           {"asks", words(s.asks, match::asked_count)},
           {"languages", words(s.languages, match::language_count)},
           {"violence_only", s.violence_only},
           {"eligibility", s.eligibility},
           {"immigration", s.immigration},
           {"income_percent", or_null(s.income_percent)},
           {"site", to_json(s.site)},
           {"serves", texts(s.serves)},
           {"capacity", s.capacity ? value(to_json(*s.capacity)) : value(nullptr)}};
  if (s.season.from != 0) o["season"] = object{{"from", s.season.from}, {"to", s.season.to}};
  return o;
}

const std::string_view capacity_schema =
    R"({"type":"object","required":["total","occupied","held","free","confirmed_at","version"],"properties":{)"
    R"("total":{"type":"integer","minimum":0},)"
    R"("occupied":{"type":["integer","null"],"description":"null until the organization has confirmed it"},)"
    R"("held":{"type":"integer","minimum":0,"description":"kept for referrals"},)"
    R"("free":{"type":["integer","null"]},"confirmed_at":{"type":["string","null"],"format":"date-time"},)"
    R"("version":{"type":"integer","description":"also the ETag"}}})";

const std::string_view confirmation_schema =
    R"({"type":"object","required":["total","occupied"],"additionalProperties":false,"properties":{)"
    R"("total":{"type":"integer","minimum":0,"maximum":100000},"occupied":{"type":"integer","minimum":0}}})";

#define NWD_SERVICE_SCHEMA                                                                                         \
  R"({"type":"object","required":["id","organization","name","status","kinds","housing","ages","takes","site"],)"  \
  R"("properties":{"id":{"type":"string","format":"uuid"},"organization":{"type":"string","format":"uuid"},)"      \
  R"("organization_name":{"type":"string"},"connected":{"type":"boolean","description":"can be asked here"},)"     \
  R"("name":{"type":"string"},"description":{"type":"string"},"url":{"type":"string"},"email":{"type":"string"},)" \
  R"("phone":{"type":"string"},"status":{"enum":["open","planned","closed"]},)"                                    \
  R"("kinds":{"type":"array","items":{"type":"string"}},)"                                                         \
  R"("housing":{"enum":["none","emergency","transitional","permanent"]},)"                                         \
  R"("ages":{"type":"object","properties":{"from":{"type":"integer"},"to":{"type":"integer"}}},)"                  \
  R"("takes":{"type":"array","items":{"type":"string"},"description":"empty: not known"},)"                        \
  R"("asks":{"type":"array","items":{"type":"string"}},"languages":{"type":"array","items":{"type":"string"}},)"   \
  R"("season":{"type":"object","description":"month * 100 + day, both included, every year"},)"                    \
  R"("violence_only":{"type":"boolean"},"eligibility":{"type":"string"},"immigration":{"type":"string"},)"         \
  R"("income_percent":{"type":["integer","null"]},"site":{"type":"object"},)"                                      \
  R"("serves":{"type":"array","items":{"type":"string"}},"capacity":{"type":["object","null"]}}})"

const std::string_view service_schema = NWD_SERVICE_SCHEMA;
const std::string_view page_schema =
    R"({"type":"object","required":["services","matching","next"],"properties":{"matching":{"type":"integer"},)"
    R"("next":{"type":["string","null"],"description":"give it as \"after\" for the next page"},)"
    R"("services":{"type":"array","items":)" NWD_SERVICE_SCHEMA "}}}";

}  // namespace nwd::directory
