// Each group of screens adds its routes. Used inside this folder only.
#pragma once

#include "same_person/pages.h"

namespace nwd::same_person {

void add_elsewhere_pages(casework::PageRoutes&);
void add_agree_pages(casework::PageRoutes&);

std::string agree_path(CaseId);  // "/c/{case}/elsewhere/agree"

}  // namespace nwd::same_person
