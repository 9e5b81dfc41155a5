// What an import has read, before it is stored: organizations, services and offices with the ids their source gave
// them.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "directory/directory.h"
#include "directory/import.h"

namespace nwd::directory {

struct OrganizationDraft {
  std::string foreign_id;
  std::int64_t line = 0;
  ListedOrganization value;
};

struct ServiceDraft {
  std::string foreign_id;
  std::string organization;  // its foreign id
  std::int64_t line = 0;
  Service value;
};

struct OfficeDraft {
  std::string foreign_id;
  std::string organization;
  std::int64_t line = 0;
  Location value;
};

class Package {
 public:
  explicit Package(std::string source) : source_(std::move(source)) {}

  // Empty: added. Otherwise why it cannot be: an id twice, an organization that is not in the package, no name.
  std::string add(OrganizationDraft);
  std::string add(ServiceDraft);
  std::string add(OfficeDraft);
  [[nodiscard]] bool has_organization(const std::string& foreign_id) const { return known_.contains("o" + foreign_id); }
  void read_row() { ++report.rows; }
  void set_aside(std::string_view file, std::int64_t line, std::string reason);

  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const std::vector<OrganizationDraft>& organizations() const { return organizations_; }
  [[nodiscard]] const std::vector<ServiceDraft>& services() const { return services_; }
  [[nodiscard]] const std::vector<OfficeDraft>& offices() const { return offices_; }
  ImportReport report;

 private:
  std::string source_;
  std::vector<OrganizationDraft> organizations_;
  std::vector<ServiceDraft> services_;
  std::vector<OfficeDraft> offices_;
  std::unordered_set<std::string> known_;
};

// The readers. Each fills a package or says that the files are not of its format.
Result<Package> read_hud_hic(const std::filesystem::path& file);
Result<Package> read_florida_legal_aid(const std::filesystem::path& folder);
Result<Package> read_san_mateo(const std::filesystem::path& folder);
Result<Package> read_hsds(const std::filesystem::path& file_or_folder);

// Writes what is new or different; counts go into the report. One transaction.
Result<ImportReport> store(storage::Database&, const Package&, const ImportProgress&);

}  // namespace nwd::directory
