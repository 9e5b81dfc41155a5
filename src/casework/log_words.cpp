#include "casework/log_words.h"

namespace nwd::casework {

Result<std::string> Names::organization(access::OrganizationId id) {
  if (const auto known = organizations_.find(id); known != organizations_.end()) return known->second;
  NWD_TRY(const auto found, access::find_organization(reader_, id));
  return organizations_[id] = found ? found->name : visit_.say("seen-other");
}

Result<std::string> Names::who(const audit::Detail& entry) {
  if (entry.deed.starts_with("person.")) return visit_.say("seen-person");
  if (!entry.organization) return visit_.say("seen-system");
  const access::OrganizationId id{*entry.organization};
  NWD_TRY(auto name, organization(id));
  if (!entry.member || id != visit_.session().organization) return name;
  NWD_TRY(const auto worker, colleague(access::MemberId{*entry.member}));
  return worker.empty() ? name : worker + ", " + name;
}

Result<std::string> Names::colleague(access::MemberId id) {
  if (colleagues_.empty()) {
    NWD_TRY(const auto members, access::members_of(reader_, visit_.session().organization));
    for (const auto& member : members) colleagues_[member.id] = member.name;
  }
  const auto found = colleagues_.find(id);
  return found == colleagues_.end() ? std::string() : found->second;
}

std::string deed_words(ui::Say say, std::string_view deed) {
  std::string key = "deed-";
  for (const char c : deed) key += c == '.' || c == '_' ? '-' : c;
  return say(say.messages().has(say.locale(), key) ? std::string_view(key) : "deed-other");
}

}  // namespace nwd::casework
