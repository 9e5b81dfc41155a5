#include "directory/package.h"

namespace nwd::directory {

std::string Package::add(OrganizationDraft draft) {
  if (draft.foreign_id.empty()) return "the organization has no id";
  if (draft.value.name.empty()) return "the organization has no name";
  if (!known_.insert("o" + draft.foreign_id).second) return "the organization's id stands here twice";
  organizations_.push_back(std::move(draft));
  return {};
}

std::string Package::add(ServiceDraft draft) {
  if (draft.foreign_id.empty()) return "the service has no id";
  if (draft.value.name.empty()) return "the service has no name";
  if (!has_organization(draft.organization)) return "its organization is not among those read";
  if (!known_.insert("s" + draft.foreign_id).second) return "the service's id stands here twice";
  services_.push_back(std::move(draft));
  return {};
}

std::string Package::add(OfficeDraft draft) {
  if (draft.foreign_id.empty()) return "the location has no id";
  if (!has_organization(draft.organization)) return "its organization is not among those read";
  if (!known_.insert("l" + draft.foreign_id).second) return "the location's id stands here twice";
  offices_.push_back(std::move(draft));
  return {};
}

void Package::set_aside(std::string_view file, std::int64_t line, std::string reason) {
  ++report.set_aside;
  if (report.problems.size() < most_listed_problems) {
    report.problems.push_back({std::string(file), line, std::move(reason)});
  }
}

}  // namespace nwd::directory
