// Numbers of headings and list items, counted anew, because "1." before "3." tells that 2 went.
//
// A number goes on counting while the source's numbers rise, and begins again at one when they fall
// back; how far they rose is withheld.
//
// Not thread-safe: one Numbering walks one version.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace expurge {

class Numbering {
 public:
  // The marker ("2.", "3.1", "b)", "IV -") with its number counted anew; a marker that holds no
  // number comes back as it is. `list`: what kind of sequence it belongs to, with its depth.
  std::string Renumber(std::string_view marker, std::string_view list);
  // Lists after a heading begin anew.
  void ForgetLists();

 private:
  struct Sequence {
    std::vector<int> source, given;
  };
  std::map<std::string, Sequence> sequences_;  // by list and by what surrounds the number
};

}  // namespace expurge
