// "Notes about": the compartments of a case, each opened by itself.
#pragma once

#include "casework/compartment.h"
#include "casework/pages_kit.h"

namespace nwd::casework {

void add_notes_pages(PageRoutes&);

std::string notes_path(CaseId);  // "/c/{case}/notes"

// In addresses a compartment is a number, 1 to 7: an address says nothing of a person.
std::string number_of(Compartment);
std::optional<Compartment> compartment_of(std::string_view number);
std::string part_name(ui::Say, Compartment);  // "Health"

}  // namespace nwd::casework
