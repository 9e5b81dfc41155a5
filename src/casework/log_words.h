// The audit log in words: who did what, for a page's reader.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "audit/audit.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

// Names of workers and organizations for the log's ids, each looked up once.
class Names {
 public:
  Names(storage::Reader& reader, const Visit& visit) : reader_(reader), visit_(visit) {}

  Result<std::string> organization(access::OrganizationId);
  Result<std::string> colleague(access::MemberId);  // "" unless of the reader's organization
  // "Ana Ruiz, Harbor House"; of other organizations only the organization is told.
  Result<std::string> who(const audit::Detail&);

 private:
  storage::Reader& reader_;
  const Visit& visit_;
  std::map<access::OrganizationId, std::string> organizations_;
  std::map<access::MemberId, std::string> colleagues_;
};

std::string deed_words(ui::Say, std::string_view deed);

}  // namespace nwd::casework
