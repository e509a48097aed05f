package meeting

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// matrix is who may do what (P2). The columns are the roles by the first letters of their
// names, and the server itself.
const matrix = `
                 own cha dep sec man cap rep par obs srv
create_meeting    .   .   .   .   .   .   .   .   .   x
admit_person      .   .   .   .   .   .   .   .   .   x
admit_delegate    .   .   .   .   .   .   .   .   .   x
make_link         .   .   .   .   .   .   .   .   .   x
timer_fired       .   .   .   .   .   .   .   .   .   x
offer_chair       .   .   .   .   .   .   .   .   .   x
end_offer         .   .   .   .   .   .   .   .   .   x
start_meeting     .   x   x   .   .   .   .   .   .   .
end_meeting       .   x   x   .   .   .   .   .   .   .
set_record        .   x   x   x   .   .   .   .   .   x
match_label       .   x   x   x   x   .   .   .   .   .
give_role         x   x   .   .   .   .   .   .   .   .
free_seat         x   x   x   x   .   .   x   .   .   .
remove_person     x   x   x   .   .   .   .   .   .   .
mute_person       x   x   x   .   .   .   .   .   .   .
lock_room         x   x   x   .   .   .   .   .   .   .
count_heads       .   x   x   .   x   .   .   .   .   .
take_chair        .   .   x   .   .   .   .   .   .   .
call_break        .   x   x   .   .   .   .   .   .   .
end_break         .   x   x   .   .   .   .   .   .   .
raise_alarm       x   x   x   x   x   x   x   x   x   .
see_alarm         .   x   x   x   x   .   .   .   .   .
end_alarm         x   x   x   x   x   x   x   x   x   .
tell_captioner    x   x   x   x   x   .   x   x   .   .
see_aside         .   x   x   x   x   .   .   .   .   x
set_glossary      .   x   x   x   x   .   .   .   .   .
revoke_link       x   x   .   .   .   .   .   .   .   x
edit_meeting      x   x   x   x   .   .   .   .   .   .
cancel_meeting    x   x   x   .   .   .   .   .   .   .
add_item          .   x   x   x   .   .   .   .   .   .
import_agenda     .   x   x   x   .   .   .   .   .   .
edit_item         .   x   x   x   .   .   .   .   .   .
move_item         .   x   x   x   .   .   .   .   .   .
propose_item      x   x   x   x   x   .   x   x   .   .
accept_item       .   x   x   x   .   .   .   .   .   .
decline_item      x   x   x   x   x   .   x   x   .   .
circulate_agenda  .   x   x   x   .   .   .   .   .   .
adopt_agenda      .   x   x   .   .   .   .   .   .   .
leave_item        .   x   x   .   .   .   .   .   .   .
open_silence      .   x   x   .   .   .   .   .   .   .
object            x   x   x   x   x   .   x   x   .   .
close_silence     .   x   x   .   .   .   .   .   .   .
remove_item       .   x   x   x   .   .   .   .   .   .
start_item        .   x   x   .   .   .   .   .   .   .
open_queue        .   x   x   .   x   .   .   .   .   .
close_queue       .   x   x   .   x   .   .   .   .   .
raise_hand        x   x   x   x   x   .   x   x   .   .
add_hand          .   x   x   .   x   .   .   .   .   .
edit_hand         x   x   x   x   x   .   x   x   .   .
lower_hand        x   x   x   x   x   .   x   x   .   .
defer_hand        x   x   x   x   x   .   x   x   .   .
restore_hand      x   x   x   x   x   .   x   x   .   .
claim_hand        x   x   x   x   x   .   x   x   .   .
merge_hands       .   x   x   .   x   .   .   .   .   .
move_hand         .   x   x   .   x   .   .   .   .   .
call_next         .   x   x   .   x   .   .   .   .   .
call_hand         .   x   x   .   x   .   .   .   .   .
put_back          .   x   x   .   x   .   .   .   .   .
end_turn          x   x   x   x   x   .   x   x   .   .
pause_turn        .   x   x   .   x   .   .   .   .   .
resume_turn       .   x   x   .   x   .   .   .   .   .
extend_turn       .   x   x   .   x   .   .   .   .   .
answer_turn       x   x   x   x   x   .   x   x   .   .
pass_over         .   x   x   .   x   .   .   .   .   .
mark_read         .   x   x   .   x   .   .   .   .   .
correct_text      x   x   x   x   x   .   x   x   .   .
undo              .   x   x   .   x   .   .   .   .   .
set_queue         .   x   x   .   x   .   .   .   .   .
set_time          x   x   x   x   x   .   x   x   .   .
set_budget        .   x   x   .   x   .   .   .   .   .
change_budget     .   x   x   .   x   .   .   .   .   .
set_policy        .   x   x   .   x   .   .   .   .   .
note_arrivals     .   .   .   .   .   .   .   .   .   x
tell_staff        .   .   .   .   .   .   .   .   .   x
mark_quote        .   .   .   .   .   .   .   .   .   x
add_note          .   x   x   x   x   .   .   .   .   .
write_line        .   x   x   x   x   .   .   .   .   .
hide_note         .   x   x   x   x   .   .   .   .   .
edit_note         .   x   x   x   x   .   .   .   .   .
retract_note      .   x   x   x   x   .   .   .   .   .
record_decision   .   x   x   x   .   .   .   .   .   .
record_action     .   x   x   x   .   .   .   .   .   .
close_action      x   x   x   x   x   .   x   x   .   .
reopen_action     .   x   x   x   .   .   .   .   .   .
circulate_minutes .   x   x   x   .   .   .   .   .   .
propose_correction x  x   x   x   x   .   x   x   .   .
accept_correction .   x   x   x   .   .   .   .   .   .
refuse_correction x   x   x   x   x   .   x   x   .   .
approve_minutes   .   x   x   .   .   .   .   .   .   x
correct_line      .   x   x   x   .   .   .   .   .   .
send_apologies    x   x   x   x   x   .   x   x   .   .
declare_attendance x  x   x   x   x   .   x   x   .   .
set_rule          x   x   x   x   .   .   .   .   .   .
give_consent      x   x   x   x   x   .   x   x   .   .
strike_line       x   x   x   x   x   .   x   x   .   .
strike_passage    x   x   x   x   x   .   x   x   .   .
return_slip       x   x   x   x   x   .   x   x   .   .
draft_record      .   x   x   x   .   .   .   .   .   .
add_passages      .   x   x   x   .   .   .   .   .   .
pass_record       x   x   x   x   x   .   .   .   .   .
`

func TestMatrix(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(matrix), "\n")
	roles := append(slices.Clone(roleNames), "srv") // the server
	for i, column := range strings.Fields(rows[0]) {
		if i >= len(roles) || !strings.HasPrefix(roles[i], column) {
			t.Fatalf("column %s is not a role", column)
		}
	}
	told := make(map[string][]string)
	for _, row := range rows[1:] {
		cells := strings.Fields(row)
		told[cells[0]] = cells[1:]
	}
	for _, p := range permissions {
		name := snake(reflect.TypeOf(p.Command).Name())
		if len(told[name]) != len(roles) {
			t.Errorf("%s is not in the matrix, or not for each role", name)
			continue
		}
		for i, role := range roles {
			t.Run(name+" by "+role, func(t *testing.T) { checkCell(t, p.Command, role, told[name][i] == "x") })
		}
		delete(told, name)
	}
	for name := range told {
		t.Errorf("the matrix has %s, which is no command", name)
	}
}

// checkCell asks for c as someone who has no role but role.
func checkCell(t *testing.T, c Command, role string, may bool) {
	log, by := planned(t), House
	if r, ok := ParseRole(role); ok {
		by = "≡someone"
		log = play(t, log, ask{House, AdmitPerson{by, r, ""}})
	}
	s := replay(log)
	if err := s.Allows(by, c); (err == nil) != may {
		t.Errorf("allows: %v", err)
	}
	events, err := Decide(s, c, Asked{By: by})
	if refused := errors.Is(err, ErrNotAllowed); refused == may || refused && events != nil {
		t.Errorf("decide: %v, %v", events, err)
	}
}

func TestRolesAreASet(t *testing.T) {
	log := play(t, planned(t), ask{chair, GiveRole{Person: eve, Role: "chair"}})
	gone := play(t, underWay(t), ask{chair, RemovePerson{ann}})
	judged(t, []rule{
		{"an observer who also has the chair may start", log, eve, StartMeeting{}, []Event{MeetingStarted{}, ItemStarted{Item: itemA}}, nil},
		{"who is not there may do nothing", underWay(t), stranger, RaiseHand{Class: Order}, nil, ErrNotAllowed},
		{"who was removed may do nothing", gone, ann, RaiseHand{Class: Order}, nil, ErrNotAllowed}, // P7
		{"before a meeting is made nobody may do anything", nil, chair, StartMeeting{}, nil, ErrNotAllowed},
	})
}

// People are told of the commands that they can give, and of no other.
func TestPermissions(t *testing.T) {
	var names []string
	for name, p := range Permissions() {
		names = append(names, name)
		if p.Roles == 0 || p.Roles&^AllRoles != 0 {
			t.Errorf("%s is for %b", name, p.Roles)
		}
		if len(names) == 2 {
			break // as a caller may
		}
	}
	if want := []string{"start_meeting", "end_meeting"}; !slices.Equal(names, want) {
		t.Errorf("the first are %v, want %v", names, want)
	}
}

// A command without a permission could never be given, and an event that is not in kinds
// never be read.
func TestEveryTypeIsInItsTable(t *testing.T) {
	known := map[string]map[string]bool{"decide": {}, "apply": {}}
	for _, p := range permissions {
		known["decide"][reflect.TypeOf(p.Command).Name()] = true
	}
	for _, kind := range kinds {
		known["apply"][kind.Name()] = true
	}
	for method, receivers := range methods(t) {
		for _, receiver := range receivers {
			if types, ok := known[method]; ok && !types[receiver] {
				t.Errorf("%s has the method %s, and is not in the table of its kind", receiver, method)
			}
		}
	}
}

// methods are the types of this package that have a method, by its name.
func methods(t *testing.T) map[string][]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string][]string)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				if receiver, ok := f.Recv.List[0].Type.(*ast.Ident); ok {
					found[f.Name.Name] = append(found[f.Name.Name], receiver.Name)
				}
			}
		}
	}
	if len(found["decide"]) < len(permissions) || len(found["apply"]) < len(kinds) {
		t.Fatal("the source was not read")
	}
	return found
}
