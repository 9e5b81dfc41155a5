// What the pages and the API of this folder share, and pieces that several of its pages are built of.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casework/pages_kit.h"
#include "charter/charter.h"
#include "drafting/desk.h"
#include "drafting/drafts.h"
#include "proof/proof.h"

namespace nwd::drafting {

using casework::Visit;

class Room {
 public:
  Room(casework::PageKitPtr of_the_pages, const DeskLimits& limits) : kit(std::move(of_the_pages)), desk(limits) {}
  casework::PageKitPtr kit;
  Drafts drafts;
  Desk desk;
  std::chrono::milliseconds for_each{3000};  // of proving one standard

  // Reading the longest text takes seconds of a worker. Two do so at a time, and the others stay free for those who
  // take people in. busy: there are two; too_large.
  Result<charter::Checked> check(std::string_view text);
  // Of charters without errors, for this member: see Desk::ask.
  Result<Found> verdicts(access::MemberId, const std::string& text);
  Result<Found> changes(access::MemberId, const std::string& before, const std::string& after);

 private:
  std::atomic<int> long_texts_{0};
};
using RoomPtr = std::shared_ptr<Room>;

// Who drafts, and the director whom drafters work for. Neither role alone reaches a record of anybody.
inline access::Rule drafters() { return access::Rule::of({access::Role::drafter, access::Role::director}); }

// Every byte of a text may take three in a form.
inline constexpr std::size_t largest_form = (std::size_t{12} << 20U) + (std::size_t{64} << 10U);

enum class Tab : std::uint8_t { charter, verdicts, person, compare };
ui::Html tabs(const Visit&, const std::string& draft, Tab current);
std::string draft_path(const std::string& draft, std::string_view more = {});  // "/drafts/us-federal/verdicts"

struct CarriedLaw {
  std::string name, title;
  std::size_t rules = 0;
};
const std::vector<CarriedLaw>& carried_laws();  // by the program

// What the law itself says stays in its language.
ui::Html in_english(const ui::Content&);
std::string service_words(ui::Say, const charter::Charter&, charter::ServiceId);
std::string title_of(const Draft&, const std::optional<charter::Charter>&, ui::Say);
// The same, and since when: one drafter has several drafts of one law.
std::string title_among(const Visit&, const Draft&);
std::string line_anchor(std::uint32_t line);  // "line-12"

class LineIndex {  // of one text, which outlives it
 public:
  explicit LineIndex(std::string_view text);
  [[nodiscard]] std::uint32_t line(std::uint32_t offset) const;  // from 1
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  [[nodiscard]] std::string_view words(std::uint32_t line) const;
  // The last line of the declaration that begins in `line`: the lines after it that are indented.
  [[nodiscard]] std::uint32_t last_of(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t comment_above(std::uint32_t line) const;  // the first line of it; `line` if there is none
  [[nodiscard]] std::string_view declaration(std::uint32_t line) const;

 private:
  [[nodiscard]] std::size_t end_of(std::uint32_t line) const;
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

// Groups of pages.
void add_charter_pages(const RoomPtr&, casework::PageRoutes&);
Result<void> add_text_routes(const RoomPtr&);  // those that take a whole text
Result<void> add_api(const RoomPtr&);
void add_verdict_pages(const RoomPtr&, casework::PageRoutes&);
void add_person_pages(const RoomPtr&, casework::PageRoutes&);
void add_compare_pages(const RoomPtr&, casework::PageRoutes&);

// How far it is, as a page that looks again by itself: its address with "/state" answers unless_found.
http::Response wait_page(const Visit&, const Draft&, const Found&, Tab);
http::Response unless_found(const Visit&, const Found&);

}  // namespace nwd::drafting
